import 'strict'; import 'loose';
