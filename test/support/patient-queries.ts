import { configure } from '@testing-library/react';

// Its second is too short for a first render on a machine that is busy with other tests.
configure({ asyncUtilTimeout: 15_000 });
