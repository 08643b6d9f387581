// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.receipt;

import org.postern.api.gateway.PortKey;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.internal.leases.LeaseRecords;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * At most 4096 receipts; those of leases that are over go. They are shared with other processes by a
 * file, where there is a state directory. Safe for several threads.
 */
public final class PortReceipts {
    static final int MOST = LeaseRecords.MOST;

    /** The name of the file in the state directory. */
    static final String NAME = "pcp-receipts";

    private final LeaseRecords<ReceiptLine.Place, Receipt> receipts;

    /** Reads nothing before the first is asked for. */
    public PortReceipts(Clock clock, Optional<Path> directory) {
        this.receipts =
                new LeaseRecords<>(
                        new ReceiptLine(), clock, directory.map(each -> each.resolve(NAME)));
    }

    /** Adds a receipt, in place of an older one for the port. */
    public void add(Receipt receipt) {
        receipts.add(receipt);
    }

    /** The port is closed, or was not opened. */
    public void remove(PcpEndpoint endpoint, PortKey key) {
        receipts.remove(new ReceiptLine.Place(endpoint, key));
    }

    /** The receipt of a port whose lease is not over. */
    public Optional<Receipt> find(PcpEndpoint endpoint, PortKey key) {
        return receipts.find(new ReceiptLine.Place(endpoint, key));
    }

    /** The receipts of one server over IPv6, of whatever address of this machine. */
    public List<Receipt> overIpv6(InetSocketAddress server) {
        List<Receipt> found = new ArrayList<>();
        for (Receipt each : receipts.all()) {
            if (PcpEndpoint.isSame(each.endpoint().server(), server)
                    && each.endpoint().client() instanceof Inet6Address) {
                found.add(each);
            }
        }
        return found;
    }

    /** The receipts of one server whose leases are not over, sorted by their ports. */
    public List<Receipt> all(PcpEndpoint endpoint) {
        List<Receipt> all = new ArrayList<>();
        for (Receipt each : receipts.all()) {
            if (each.endpoint().equals(endpoint)) {
                all.add(each);
            }
        }
        if (all.size() > 1) {
            // Comparator.comparing has classes made at run time: 6 ms of a new process.
            all.sort((one, other) -> one.key().compareTo(other.key()));
        }
        return all;
    }
}
