"""Open tables: anybody starts one, without rounds or a conductor."""
