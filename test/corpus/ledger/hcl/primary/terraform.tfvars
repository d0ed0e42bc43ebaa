image_tag           = "2026.46.2"
db_master_password  = "pgm-Xt49LwQz81KsVn"
psp_api_token       = "psp_live_9aKd73PzTq20RbMw"
webhook_signing_key = "whk-Rm5Lz0cVe82QpJt6"
smtp_password       = "mailrelay-Jd64WkPq93"
dr_alb              = { dns_name = "ledger-dr-1.eu-central-1.elb.amazonaws.com", zone_id = "Z2P70J7EXAMPLE" }
dr_kms_key_arn      = "arn:aws:kms:eu-central-1:123456789012:key/ba5d0874-a58a-4e56-8767-a977451e28e8"
