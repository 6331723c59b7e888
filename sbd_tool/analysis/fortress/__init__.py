"""How much of what people see from ways in and seats is overtly defensive."""
