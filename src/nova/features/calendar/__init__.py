"""When people work: their week, their days off, public holidays."""
