// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.support;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.SearchListener;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a search tells. */
public final class Recorder implements SearchListener {
    private static final long HANG_GUARD_SECONDS = 20;

    public final BlockingQueue<Advertisement> found = new LinkedBlockingQueue<>();
    public final BlockingQueue<String> failed = new LinkedBlockingQueue<>();

    @Override
    public void found(Advertisement advertisement) {
        found.add(advertisement);
    }

    @Override
    public void failed(String reason) {
        failed.add(reason);
    }

    public Advertisement nextFound() throws InterruptedException {
        return next(found);
    }

    public String nextFailed() throws InterruptedException {
        return next(failed);
    }

    /** Waits until a device was found that names this USN, passing over others. */
    public void awaitUsn(String usn) throws InterruptedException {
        while (!nextFound().usn().equals(usn)) {
            // Another one.
        }
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(HANG_GUARD_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was told");
        }
        return next;
    }
}
