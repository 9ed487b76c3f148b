"""Forms: between the flat fields that a browser sends and the nested models that the services take."""
