// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.receipt;

import org.postern.api.gateway.PortKey;
import org.postern.pcp.control.exchange.PcpEndpoint;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * At most 4096 receipts; those of leases that are over go. They are shared with other processes by a
 * file, where there is a state directory. Safe for several threads.
 */
public final class PortReceipts {
    static final int MOST = 4096;

    /** More lines than receipts: the file is written anew. */
    private static final int MOST_LINES = 2 * MOST;

    private record Place(PcpEndpoint endpoint, PortKey key) {}

    private final Clock clock;
    private final Optional<ReceiptFile> file;

    /** Guarded by this; the oldest first. */
    private final Map<Place, Receipt> receipts = new LinkedHashMap<>();

    private int lines;

    /** Reads nothing before the first is asked for. */
    public PortReceipts(Clock clock, Optional<Path> directory) {
        this.clock = clock;
        this.file = directory.map(ReceiptFile::new);
    }

    /** Adds a receipt, in place of an older one for the port. */
    public synchronized void add(Receipt receipt) {
        readMore();
        put(receipt);
        write(receipt);
    }

    /** The port is closed, or was not opened. */
    public synchronized void remove(PcpEndpoint endpoint, PortKey key) {
        readMore();
        Receipt removed = receipts.remove(new Place(endpoint, key));
        if (removed != null) {
            write(new Receipt(endpoint, key, removed.internalPort(), removed.dialect(), 0));
        }
    }

    /** The receipt of a port whose lease is not over. */
    public synchronized Optional<Receipt> find(PcpEndpoint endpoint, PortKey key) {
        readMore();
        return Optional.ofNullable(receipts.get(new Place(endpoint, key)))
                .filter(each -> !isOver(each));
    }

    /** The receipts of one server whose leases are not over, sorted by their ports. */
    public synchronized List<Receipt> all(PcpEndpoint endpoint) {
        readMore();
        return receipts.values().stream()
                .filter(each -> each.endpoint().equals(endpoint) && !isOver(each))
                .sorted(Comparator.comparing(Receipt::key))
                .toList();
    }

    /** What other processes wrote meanwhile, or what there was before this one. */
    private void readMore() {
        if (file.isPresent() && file.get().hasMore()) {
            List<String> all = file.get().read();
            receipts.clear();
            lines = all.size();
            all.forEach(line -> ReceiptLine.read(line).ifPresent(this::put));
        }
    }

    private void put(Receipt receipt) {
        Place place = new Place(receipt.endpoint(), receipt.key());
        receipts.remove(place);
        if (isOver(receipt)) {
            return;
        }
        if (receipts.size() >= MOST) {
            receipts.values().removeIf(this::isOver);
        }
        if (receipts.size() >= MOST) {
            receipts.remove(receipts.keySet().iterator().next());
        }
        receipts.put(place, receipt);
    }

    private void write(Receipt receipt) {
        if (file.isEmpty()) {
            return;
        }
        if (lines >= MOST_LINES) {
            receipts.values().removeIf(this::isOver);
            file.get().replace(receipts.values().stream().map(ReceiptLine::write).toList());
            lines = receipts.size();
        } else {
            file.get().append(ReceiptLine.write(receipt));
            lines++;
        }
    }

    private boolean isOver(Receipt receipt) {
        return receipt.untilSecond() <= clock.instant().getEpochSecond();
    }
}
