"""The register's own controls, as the authority specifies them: of the record, not of the law."""
