"""Who is here: joining, devices, roles, recovery, looking after people, blocks and meetings."""
