"""What things are: frozen values over the standard library, known to every room above."""
