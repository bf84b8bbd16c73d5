"""The quality goals of a municipality that does not exist, as rules of ``barnevern_tilsyn``."""
