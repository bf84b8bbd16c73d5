"""The register's own controls, as the authority specifies them: of the record, not of the law. A file for each object.

Ids, severities and dates are the authority's (statisticsnorway/barn-barnevern-xsd, Kravspesifikasjon.md). Where its
text leaves something open, the page of the control says what we took it to mean.
"""
