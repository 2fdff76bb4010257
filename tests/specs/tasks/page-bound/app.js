App({ task: null });
