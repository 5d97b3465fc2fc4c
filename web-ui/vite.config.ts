import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds a running node. */
const NODE = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  // Relative addresses: the page works under any path the gateway serves it from.
  base: './',
  build: {
    target: 'es2022',
    // The gateway's policy refuses inline content, so no asset may become a data: URL in script or style.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    // The licences of what is bundled go with it.
    license: { fileName: 'licenses.md' },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: NODE, changeOrigin: false } },
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
  },
});
