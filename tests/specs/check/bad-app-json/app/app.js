my.conectSocket();
