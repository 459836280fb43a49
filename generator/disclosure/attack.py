"""An exact attacker: what the figures that are public, now or ever, give away of those that are not."""
