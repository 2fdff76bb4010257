Page({ onTap() {} });
