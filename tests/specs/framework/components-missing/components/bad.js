Component();
