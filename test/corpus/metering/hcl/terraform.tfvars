payment_key  = "pk_prod_Zr81mXw6CqLh39"
erp_password = "erp-Jx5!uT0bNs72Ea"
