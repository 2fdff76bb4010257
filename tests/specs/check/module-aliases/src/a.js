import one from '@lib/one';
import two from '@lib/two';
Page({ one, two, three: require('/lib/one') });
