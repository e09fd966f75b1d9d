"""Stories: how people got into the contact centre industry, told by themselves."""
