undefined.nothing;
