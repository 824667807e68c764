"""One's own profile and figures; people, for administrators and companies."""
