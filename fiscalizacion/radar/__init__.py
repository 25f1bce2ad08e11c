"""The radar: what SEC must look at now, as lists by distributor, and the mails that tell of it."""
