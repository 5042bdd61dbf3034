"""Where sound and pictures come in: files a person names and, later, devices."""
