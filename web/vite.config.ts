import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** A default export, because Vite asks for one. */
export default defineConfig({
  root,
  plugins: [react()],
  cacheDir: resolve(root, '../node_modules/.vite'),
  build: {
    outDir: resolve(root, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    // Fonts stay files of their own: inlined they would be loaded whether a page needs the subset or not.
    assetsInlineLimit: 0,
  },
  server: {
    fs: { allow: [resolve(root, '..')] },
    proxy: { '/api': 'http://127.0.0.1:8080' },
  },
});
