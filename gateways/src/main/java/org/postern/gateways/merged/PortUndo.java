// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Closes again what was opened for a request that then failed. What stood before, or may have
 * stood, is never closed. Used by one thread, once.
 */
final class PortUndo {
    private final GatewayCall call;
    private final PortOpener opener;
    private final PortCloser closer;
    private final Map<PortKey, Optional<PortMapping>> stood = new HashMap<>();
    private final List<String> leftOpen = new ArrayList<>();

    PortUndo(GatewayCall call, PortOpener opener, PortCloser closer) {
        this.call = call;
        this.opener = opener;
        this.closer = closer;
    }

    /** The port was open before, or may have been, as far as it was seen. */
    void stood(PortKey key, Optional<PortMapping> mapping) {
        stood.put(key, mapping);
    }

    boolean mayHaveStood(PortKey key) {
        return stood.containsKey(key);
    }

    /** Begins anew at another port. Returns what is to be said of the ports that were left open. */
    List<String> moveOn() {
        List<String> left = List.copyOf(leftOpen);
        leftOpen.clear();
        stood.clear();
        return left;
    }

    /**
     * Closes one that was opened, where it was opened and nowhere else. Returns a sentence for the
     * user.
     */
    String closeAgain(OpenedPort opened) {
        PortKey key = opened.key();
        String left;
        if (stood.containsKey(key)) {
            PortMapping now = opened.result().mapping();
            left =
                    leftAsItStood(
                            opened.via(),
                            key,
                            now.internalClient(),
                            now.internalPort(),
                            now.lease());
        } else {
            try {
                closer.close(opened.via(), key, call.left());
                return key + " was closed again.";
            } catch (GatewayException e) {
                left = key + " could not be closed again: " + e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                left = key + " may still be open.";
            }
        }
        leftOpen.add(left);
        return left;
    }

    /** What stood before stays, and is opened as it was where it was overwritten. */
    private String leftAsItStood(
            ProtocolGateway via,
            PortKey key,
            InetAddress client,
            int internalPort,
            Duration lease) {
        Optional<PortMapping> before =
                stood.getOrDefault(key, Optional.empty())
                        .filter(each -> each.internalClient().equals(client))
                        .filter(
                                each ->
                                        each.internalPort() != internalPort
                                                || each.lease().isZero() != lease.isZero());
        if (before.isEmpty()) {
            return key + " was open before, or the router did not report it, and stays open.";
        }
        try {
            opener.restore(via, before.get());
            return key + " was open before, and stays open as it was.";
        } catch (GatewayException e) {
            return key + " was open before, and could not be opened as it was: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return key + " was open before, and may no longer be as it was.";
        }
    }

    /**
     * Closes what the router may have opened without confirming it. Returns whether it is in doubt
     * what became of it.
     */
    boolean closeUnconfirmed(PortAttempt attempt, MappingRequest request, List<String> sentences) {
        PortKey key = attempt.key();
        boolean closed = false;
        for (ProtocolGateway each : attempt.unconfirmed()) {
            if (stood.containsKey(key)) {
                String left =
                        leftAsItStood(
                                each,
                                key,
                                attempt.client().orElse(each.gateway().info().localAddress()),
                                request.effectiveInternalPort(),
                                request.lease());
                leftOpen.add(left);
                sentences.add(left);
                return false;
            }
            try {
                PortCloser.Withdrawal outcome = closer.withdraw(each, key, attempt.client());
                closed |= outcome == PortCloser.Withdrawal.CLOSED;
                if (outcome != PortCloser.Withdrawal.IN_DOUBT) {
                    attempt.settled(each);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        boolean inDoubt = !attempt.unconfirmed().isEmpty();
        if (closed && !inDoubt) {
            sentences.add(key + " was closed again.");
        }
        return inDoubt;
    }
}
