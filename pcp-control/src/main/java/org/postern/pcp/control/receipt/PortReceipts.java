// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.receipt;

import org.postern.api.gateway.PortKey;
import org.postern.pcp.control.exchange.PcpEndpoint;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** At most 4096 receipts; those of leases that are over go. Safe for several threads. */
public final class PortReceipts {
    private static final int MOST = 4096;

    private record Place(PcpEndpoint endpoint, PortKey key) {}

    private final Clock clock;

    /** Guarded by this; the oldest first. */
    private final Map<Place, Receipt> receipts = new LinkedHashMap<>();

    /** None yet. */
    public PortReceipts(Clock clock) {
        this.clock = clock;
    }

    /** Adds a receipt, in place of an older one for the port. */
    public synchronized void add(Receipt receipt) {
        Place place = new Place(receipt.endpoint(), receipt.key());
        receipts.remove(place);
        if (receipts.size() >= MOST) {
            receipts.values().removeIf(this::isOver);
        }
        if (receipts.size() >= MOST) {
            receipts.remove(receipts.keySet().iterator().next());
        }
        receipts.put(place, receipt);
    }

    /** The port is closed, or was not opened. */
    public synchronized void remove(PcpEndpoint endpoint, PortKey key) {
        receipts.remove(new Place(endpoint, key));
    }

    /** The receipt of a port whose lease is not over. */
    public synchronized Optional<Receipt> find(PcpEndpoint endpoint, PortKey key) {
        return Optional.ofNullable(receipts.get(new Place(endpoint, key)))
                .filter(each -> !isOver(each));
    }

    private boolean isOver(Receipt receipt) {
        return receipt.untilSecond() <= clock.instant().getEpochSecond();
    }
}
