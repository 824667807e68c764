"""Invoices and credit notes: shown, printed, refunded; who issues them and whom they bill."""
