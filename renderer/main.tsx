import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './design/global.css';
import { App } from './app/App.tsx';
import { HostErrorPage } from './app/HostErrorPage.tsx';
import { preloadViews } from './app/views.ts';
import { applyTheme, themeOfPage } from './design/apply-theme.ts';
import { chooseHost } from './host/choose-host.ts';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element with the id root');
// The host wrote it into the page; what is drawn before the settings are known has it too.
applyTheme(themeOfPage());
const root = createRoot(place);
const host = await chooseHost(window);
const settings = host.ok ? await host.value.call('settings.read', {}) : undefined;
root.render(
  <StrictMode>
    {host.ok ? (
      <App host={host.value} settings={settings?.ok === true ? settings.value : undefined} />
    ) : (
      <HostErrorPage error={host.error} />
    )}
  </StrictMode>,
);
// While nothing else is to be done, what is shown first comes first.
if (host.ok) requestIdleCallback(() => void preloadViews());
