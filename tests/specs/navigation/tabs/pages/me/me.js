Page(require('/tell')('me'));
