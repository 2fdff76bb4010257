import 'broken';
