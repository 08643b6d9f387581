// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.internal.address.UnreachableAddress;
import org.postern.pcp.control.receipt.Receipt;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens, renews and closes one port in one call. */
final class PortLifecycle {
    /** The longest that servers give; some take a larger number and forget the mapping (lab). */
    private static final Duration LONGEST_LEASE = Duration.ofDays(1);

    private final PcpCall call;
    private final GatewayParts parts;
    private final MappingExchange exchange;

    PortLifecycle(PcpCall call, GatewayParts parts) {
        this.call = call;
        this.parts = parts;
        this.exchange = new MappingExchange(call, parts.nonces());
    }

    /** Of one transport protocol; the request has been checked. */
    MappingResult open(MappingRequest request) throws GatewayException, InterruptedException {
        PortKey key = request.keys().get(0);
        Optional<Receipt> before = parts.receipts().find(call.endpoint(), key);
        Optional<PortKey> other = otherPort(key, request.effectiveInternalPort());
        if (other.isPresent()) {
            if (request.acceptsOtherPort()) {
                return open(request.only(other.get()));
            }
            throw mappedElsewhere(other.get(), request.effectiveInternalPort());
        }
        Wanted wanted =
                new Wanted(
                        key,
                        request.effectiveInternalPort(),
                        seconds(request.lease()),
                        !request.acceptsOtherPort() && before.isEmpty());
        Grant grant = granted(wanted, before);
        if (grant.externalPort() != key.externalPort()) {
            forgetUnless(before, key);
            if (!request.acceptsOtherPort()) {
                throw anotherPort(wanted, grant);
            }
        }
        PortKey opened = new PortKey(key.protocol(), grant.externalPort());
        remember(opened, wanted.internalPort(), grant.seconds(), true);
        return MappingResult.of(mapping(opened, wanted, grant), notes(request, grant));
    }

    /** One request, with the port that was given before. Returns the lease. */
    Duration renew(PortMapping held, Duration lease) throws GatewayException, InterruptedException {
        Optional<Receipt> before = parts.receipts().find(call.endpoint(), held.key());
        Wanted wanted = new Wanted(held.key(), held.internalPort(), seconds(lease), false);
        Grant grant = granted(wanted, before);
        if (grant.externalPort() != held.externalPort()) {
            parts.receipts().remove(call.endpoint(), held.key());
            throw anotherPort(wanted, grant);
        }
        remember(held.key(), held.internalPort(), grant.seconds(), true);
        return lease(grant);
    }

    /**
     * Servers delete by the internal port, which is taken for the external one if it is not known.
     * NAT-PMP confirms each deletion (quirk P35), so that nothing is known of a port without a
     * receipt: it is closed now, and was most probably not open.
     */
    void close(PortKey key) throws GatewayException, InterruptedException {
        Optional<Receipt> receipt = parts.receipts().find(call.endpoint(), key);
        boolean others = receipt.isPresent() && !isOfThisProtocol(receipt.get());
        if (others && isOurs(receipt.get(), call.dialect(), call.server())) {
            new PortLifecycle(call.over(receipt.get().dialect()), parts).close(key);
            return;
        }
        if (others || receipt.isEmpty() && otherPort(key, key.externalPort()).isPresent()) {
            throw notOpened();
        }
        int internalPort = receipt.map(Receipt::internalPort).orElse(key.externalPort());
        delete(key, internalPort);
        if (receipt.isEmpty() && call.dialect() == Dialect.NAT_PMP) {
            throw notOpened();
        }
    }

    /**
     * Whether a port is the matter of a gateway over one protocol: what was opened over the other is,
     * too, where that has not answered, as its packets may have been lost.
     */
    static boolean isOurs(Receipt receipt, Dialect dialect, PcpServer server) {
        return receipt.dialect() == dialect || !server.answers(receipt.dialect());
    }

    /** What the server does not have any more is not open, either. */
    private void delete(PortKey key, int internalPort)
            throws GatewayException, InterruptedException {
        try {
            exchange.delete(key.protocol(), internalPort);
        } catch (GatewayException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                parts.receipts().remove(call.endpoint(), key);
            }
            throw e;
        }
        parts.receipts().remove(call.endpoint(), key);
    }

    private GatewayException notOpened() {
        return call.failed(
                Reason.NOT_FOUND,
                "This machine has not opened it over " + call.dialect().title() + ".");
    }

    /**
     * Another external port that leads to an internal one: servers tell mappings apart by the
     * internal port (RFC 6887 section 11.2, RFC 6886 section 3.3), and the newest is the one that
     * they renew and delete.
     */
    private Optional<PortKey> otherPort(PortKey key, int internalPort) {
        return parts.receipts().all(call.endpoint()).stream()
                .filter(this::isOfThisProtocol)
                .filter(each -> each.internalPort() == internalPort)
                .map(Receipt::key)
                .filter(each -> each.protocol() == key.protocol() && !each.equals(key))
                .findFirst();
    }

    private GatewayException mappedElsewhere(PortKey other, int internalPort) {
        return call.failed(
                Reason.FAILED,
                "Its "
                        + other
                        + " leads to the internal port "
                        + internalPort
                        + " already, and over "
                        + call.dialect().title()
                        + " there is one external port for each internal one. Close that first, or"
                        + " use it.");
    }

    private Grant granted(Wanted wanted, Optional<Receipt> before)
            throws GatewayException, InterruptedException {
        if (call.isPaced()) {
            Optional<GatewayException> refusal =
                    call.server().refusals(call.dialect()).of(wanted.key(), call.nanoTime());
            if (refusal.isPresent()) {
                throw refusal.get().rethrown();
            }
        }
        // Before it is sent: where the answer is lost, only this tells by what to delete it.
        if (before.filter(this::isOfThisProtocol)
                .filter(each -> each.internalPort() == wanted.internalPort())
                .isEmpty()) {
            remember(wanted.key(), wanted.internalPort(), wanted.seconds(), false);
        }
        try {
            return exchange.open(wanted);
        } catch (GatewayException e) {
            if (!e.isUnanswered()) {
                forgetUnless(before, wanted.key());
            }
            throw e;
        }
    }

    private boolean isOfThisProtocol(Receipt receipt) {
        return receipt.dialect() == call.dialect();
    }

    /**
     * A mapping at another port than the wanted one is of no use. Unless that is one of ours: some
     * servers map an internal port once, and give the first port again.
     */
    private GatewayException anotherPort(Wanted wanted, Grant grant) throws InterruptedException {
        PortKey given = new PortKey(wanted.protocol(), grant.externalPort());
        if (parts.receipts().find(call.endpoint(), given).isPresent()) {
            return call.failed(
                    Reason.CONFLICT,
                    "Its "
                            + given
                            + " leads to the internal port "
                            + wanted.internalPort()
                            + " already, and it maps that only once.");
        }
        return call.failed(
                Reason.CONFLICT,
                "The port is taken or not permitted, and it gave "
                        + given
                        + " instead."
                        + exchange.withdraw(wanted.protocol(), wanted.internalPort()));
    }

    private void remember(PortKey key, int internalPort, long seconds, boolean confirmed) {
        parts.receipts()
                .add(
                        new Receipt(
                                call.endpoint(),
                                key,
                                internalPort,
                                call.dialect(),
                                parts.clock().instant().getEpochSecond()
                                        + Math.min(seconds, LONGEST_LEASE.toSeconds()),
                                confirmed));
    }

    private void forgetUnless(Optional<Receipt> before, PortKey key) {
        parts.receipts().remove(call.endpoint(), key);
        before.ifPresent(parts.receipts()::add);
    }

    /** A lifetime of 0 would delete: there is no permanent lease. */
    private static long seconds(Duration lease) {
        return lease.isZero() || lease.compareTo(LONGEST_LEASE) > 0
                ? LONGEST_LEASE.toSeconds()
                : lease.toSeconds();
    }

    private PortMapping mapping(PortKey key, Wanted wanted, Grant grant) {
        return new PortMapping(
                key.protocol(),
                key.externalPort(),
                call.endpoint().client(),
                wanted.internalPort(),
                "",
                true,
                lease(grant),
                "");
    }

    private static Duration lease(Grant grant) {
        return Duration.ofSeconds(Math.min(grant.seconds(), LONGEST_LEASE.toSeconds()));
    }

    private List<String> notes(MappingRequest request, Grant grant) {
        List<String> notes = new ArrayList<>();
        long asked = seconds(request.lease());
        if (grant.seconds() < asked) {
            notes.add(
                    "The gateway gave a lease of "
                            + grant.seconds()
                            + " s instead of "
                            + asked
                            + " s.");
        }
        grant.externalAddress().flatMap(UnreachableAddress::warning).ifPresent(notes::add);
        return notes;
    }
}
