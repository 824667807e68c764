"""What buyers and tenants look for."""
