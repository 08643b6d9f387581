// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.support;

import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.AnnouncementListener;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a source tells. */
public final class AnnouncementRecorder implements AnnouncementListener {
    private static final long HANG_GUARD_SECONDS = 20;

    public final BlockingQueue<Announcement> heard = new LinkedBlockingQueue<>();
    public final BlockingQueue<String> failed = new LinkedBlockingQueue<>();

    @Override
    public void heard(Announcement announcement) {
        heard.add(announcement);
    }

    @Override
    public void failed(String reason) {
        failed.add(reason);
    }

    public Announcement next() throws InterruptedException {
        return next(heard);
    }

    public String nextFailed() throws InterruptedException {
        return next(failed);
    }

    /** Waits until this USN was announced, passing over others. */
    public Announcement await(String usn) throws InterruptedException {
        Announcement next = next();
        while (!next.usn().equals(usn)) {
            next = next();
        }
        return next;
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(HANG_GUARD_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was told");
        }
        return next;
    }
}
