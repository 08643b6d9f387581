// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.host.DroppedPacketCounter;
import org.postern.doctor.port.inbound.DropCounter;

/** Counts packets that arrive and are given to nobody, E9, for the time of one examination. */
interface Drops extends DropCounter, AutoCloseable {
    /** Where nothing is counted. */
    Drops NONE =
            new Drops() {
                @Override
                public SearchCount startSearch() {
                    return new SearchCount(() -> {}, () -> DroppedPackets.NOT_MEASURED);
                }

                @Override
                public Counting start() {
                    return () -> DroppedPackets.NOT_MEASURED;
                }

                @Override
                public void measureNoise() {}

                @Override
                public void close() {}
            };

    /**
     * A count that is judged later, when the noise has been measured.
     *
     * @param end ends it
     * @param soFar what came until then
     */
    record SearchCount(Runnable end, Counting soFar) {}

    /** Begins to count at once. */
    SearchCount startSearch();

    /**
     * Measures how many come unasked, for a moment.
     *
     * @throws InterruptedException when the calling thread is interrupted
     */
    void measureNoise() throws InterruptedException;

    @Override
    void close();

    /** Of this system. */
    static Drops ofThisSystem() {
        return of(DroppedPacketCounter.open());
    }

    private static Drops of(DroppedPacketCounter counter) {
        return new Drops() {
            @Override
            public SearchCount startSearch() {
                DroppedPacketCounter.Count count = counter.start();
                return new SearchCount(count::stop, count::soFar);
            }

            @Override
            public Counting start() {
                return counter.start()::soFar;
            }

            @Override
            public void measureNoise() throws InterruptedException {
                counter.measureNoise();
            }

            @Override
            public void close() {
                counter.close();
            }
        };
    }
}
