smtp_password = "smtp-Vw8rQ2xLz61KdPn"
license_key   = "TKT9-LIC-55xy-ZpQm-0881"
