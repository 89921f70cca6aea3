import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './design/global.css';
import { App } from './app/App.tsx';
import { HostErrorPage } from './app/HostErrorPage.tsx';
import { chooseHost } from './host/choose-host.ts';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element with the id root');
const root = createRoot(place);
const host = await chooseHost(window);
root.render(
  <StrictMode>
    {host.ok ? <App host={host.value} /> : <HostErrorPage error={host.error} />}
  </StrictMode>,
);
