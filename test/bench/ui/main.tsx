import { createRoot } from 'react-dom/client';
import '../../../renderer/design/global.css';
import { App } from '../../../renderer/app/App.tsx';
import { studyHost } from './study-host.ts';
import { elementsFor } from './study-index.ts';

// The app itself over a host in the page, for measuring: `?runs=100000#workflow=…`.
const runs = Number(new URLSearchParams(window.location.search).get('runs') ?? '1000');
const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element with the id root');
createRoot(place).render(<App host={studyHost(elementsFor(runs))} />);
