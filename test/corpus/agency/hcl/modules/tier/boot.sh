#!/bin/bash
hostnamectl set-hostname ${name}-${index}
systemctl enable --now app
