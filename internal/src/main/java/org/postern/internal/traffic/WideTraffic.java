// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.traffic;

import org.postern.api.gateway.Traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Counts on where the counters of one gateway begin again at 0 (quirk A33). All of them begin again
 * when the gateway restarts, one alone when it wraps. Not for several threads at once.
 */
public final class WideTraffic {
    /** In the order of {@link #values}. */
    private List<WideCounter> counters = newCounters();

    private List<OptionalLong> last = List.of();

    /** Counts of nothing yet. */
    public WideTraffic() {}

    /**
     * Takes the next reading. Where one counter has fallen and may have wrapped, its count grows;
     * where several have, the gateway restarted, and all counts begin again at its values.
     *
     * @param reading what the gateway answered
     * @param suspected whether the gateway may have restarted since the last reading: then one
     *     counter that has fallen proves it
     * @return the counts, each 0 or more, empty where the gateway does not count
     */
    public Traffic next(Traffic reading, boolean suspected) {
        List<OptionalLong> values = values(reading);
        if (fallen(values) > (suspected ? 0 : 1)) {
            counters = newCounters();
        }
        last = values;
        List<OptionalLong> counts = new ArrayList<>();
        for (int i = 0; i < counters.size(); i++) {
            WideCounter counter = counters.get(i);
            OptionalLong value = values.get(i);
            counts.add(
                    value.isPresent()
                            ? OptionalLong.of(counter.next(value.getAsLong()))
                            : OptionalLong.empty());
        }
        return new Traffic(counts.get(0), counts.get(1), counts.get(2), counts.get(3));
    }

    private long fallen(List<OptionalLong> values) {
        int fallen = 0;
        for (int i = 0; i < last.size(); i++) {
            if (last.get(i).isPresent()
                    && values.get(i).isPresent()
                    && values.get(i).getAsLong() < last.get(i).getAsLong()) {
                fallen++;
            }
        }
        return fallen;
    }

    private static List<OptionalLong> values(Traffic reading) {
        return List.of(
                reading.bytesSent(),
                reading.bytesReceived(),
                reading.packetsSent(),
                reading.packetsReceived());
    }

    private static List<WideCounter> newCounters() {
        return List.of(new WideCounter(), new WideCounter(), new WideCounter(), new WideCounter());
    }
}
