"""`flask seating`: plans for organisers who want nothing but the plan, on screen and paper."""
