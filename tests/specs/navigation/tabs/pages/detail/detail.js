Page(require('/tell')('detail'));
