// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.server;

import org.postern.api.gateway.GatewayState;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.exchange.PcpOutcome;
import org.postern.pcp.control.exchange.PcpOutcome.Cause;
import org.postern.pcp.control.exchange.PcpOutcome.Replied;
import org.postern.pcp.control.exchange.PcpOutcome.Unanswered;
import org.postern.pcp.control.internal.address.AddressClass;
import org.postern.pcp.control.packet.PcpReply;
import org.postern.pcp.control.packet.PcpReply.Mapped;
import org.postern.pcp.control.packet.PcpReply.PmpAddress;
import org.postern.pcp.control.packet.PcpReply.Refused;
import org.postern.pcp.control.packet.PcpReply.Timed;
import org.postern.pcp.control.packet.PcpResult;
import org.postern.pcp.control.packet.ServerEpoch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * One server as one address of this machine sees it. Learns from every reply. Safe for several
 * threads; guarded by itself.
 */
public final class PcpServer {
    /** How long a router that speaks neither is left alone, unless there is a sign of life. */
    private static final Duration LEFT_ALONE = Duration.ofMinutes(10);

    private enum Speaks {
        UNKNOWN,
        PCP,
        NAT_PMP,
        NEITHER
    }

    private final PcpEndpoint endpoint;
    private final ServerEpoch epoch = new ServerEpoch();
    private final RefusalMemory refusals = new RefusalMemory();
    private Speaks speaks = Speaks.UNKNOWN;
    private long aloneUntil;
    private boolean answersNatPmp;
    private boolean refused;
    private Optional<InetAddress> externalAddress = Optional.empty();

    /** Also while it has none. */
    private Optional<InetAddress> lastAddress = Optional.empty();

    /** Whether NAT-PMP told the external address, too. */
    private boolean toldOverNatPmp;

    private long revision;
    private final Set<Runnable> observers = new CopyOnWriteArraySet<>();

    /** A server of which nothing is known. */
    public PcpServer(PcpEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    public PcpEndpoint endpoint() {
        return endpoint;
    }

    /**
     * How it is asked; empty while that is not certain, or when it speaks neither. One that answers
     * NAT-PMP may speak PCP, too, which then counts: neither deletes what was opened over the other.
     */
    public synchronized Optional<Dialect> dialect() {
        return switch (speaks) {
            case PCP -> Optional.of(Dialect.PCP);
            case NAT_PMP -> Optional.of(Dialect.NAT_PMP);
            case UNKNOWN, NEITHER -> Optional.empty();
        };
    }

    /** As {@link #dialect()}, as far as it is known before it is certain. */
    public synchronized Optional<Dialect> likelyDialect() {
        return speaks == Speaks.UNKNOWN && answersNatPmp ? Optional.of(Dialect.NAT_PMP) : dialect();
    }

    /** It did not answer over PCP, and is asked over NAT-PMP if it answers that. */
    synchronized void isSilentOverPcp() {
        if (speaks == Speaks.UNKNOWN && answersNatPmp) {
            speaks = Speaks.NAT_PMP;
        }
    }

    /** Whether NAT-PMP was answered, by a server that may speak PCP, too. */
    public synchronized boolean answersNatPmp() {
        return answersNatPmp;
    }

    /** Whether it was silent or closed a short while ago. */
    public synchronized boolean isLeftAlone(long nanos) {
        return speaks == Speaks.NEITHER && aloneUntil - nanos > 0;
    }

    /** The last one that it told; empty where it has none. */
    public synchronized Optional<InetAddress> externalAddress() {
        return externalAddress;
    }

    /** Grows whenever it may have lost its mappings. */
    public synchronized long revision() {
        return revision;
    }

    /** What it refused lately. */
    public RefusalMemory refusals() {
        return refusals;
    }

    /** Calls whenever the external address or the revision has changed, from any thread. */
    public void addObserver(Runnable observer) {
        observers.add(observer);
    }

    /** Ends that. */
    public void removeObserver(Runnable observer) {
        observers.remove(observer);
    }

    /** What changes while it lives. */
    public synchronized GatewayState state() {
        return new GatewayState(externalAddress, revision);
    }

    /** Takes what became of a request to it. */
    public void learn(PcpOutcome outcome, long nanos) {
        change(() -> take(outcome, nanos));
    }

    private void change(Runnable learning) {
        boolean changed;
        synchronized (this) {
            GatewayState before = state();
            learning.run();
            changed = !before.equals(state());
        }
        if (changed) {
            observers.forEach(Runnable::run);
        }
    }

    private void take(PcpOutcome outcome, long nanos) {
        if (outcome instanceof Replied replied) {
            learn(replied.reply(), nanos);
        } else if (outcome instanceof Unanswered unanswered
                && unanswered.cause() == Cause.REFUSED) {
            refused = true;
            leaveAlone(nanos);
        }
    }

    /** Nothing that it was asked to tell what it speaks was answered. */
    public synchronized void isSilent(long nanos) {
        leaveAlone(nanos);
    }

    /**
     * Takes an announcement. Whatever its epoch, the server may have lost its mappings: some have
     * the uptime of the machine for an epoch, and some announce one that their replies do not have
     * (lab). So the next reply is the first of a new count.
     */
    public void announced(PcpReply reply, long nanos) {
        change(
                () -> {
                    long before = revision;
                    epoch.reset();
                    learn(reply, nanos);
                    epoch.reset();
                    if (revision == before) {
                        suspectLoss();
                    }
                });
    }

    private void learn(PcpReply reply, long nanos) {
        if (refused) {
            refused = false;
            suspectLoss();
        }
        learnDialect(reply);
        if (reply instanceof Timed timed && epoch.isLost(reply.version(), timed.seconds(), nanos)) {
            suspectLoss();
        }
        if (reply instanceof Mapped mapped && mapped.lifetime() > 0) {
            learnAddress(mapped.externalAddress());
        } else if (reply instanceof PmpAddress address) {
            learnAddress(address.externalAddress());
            toldOverNatPmp = externalAddress.equals(Optional.of(address.externalAddress()));
        } else if (reply instanceof Refused refused && isWithoutAddress(refused)) {
            externalAddress = Optional.empty();
        }
    }

    private void learnDialect(PcpReply reply) {
        if (reply.version() == PcpReply.PCP) {
            speaks = Speaks.PCP;
        } else if (reply instanceof Refused other && other.isVersionOfNatPmp()) {
            speaks = Speaks.NAT_PMP;
        } else {
            answersNatPmp = true;
            speaks = speaks == Speaks.NEITHER ? Speaks.UNKNOWN : speaks;
        }
    }

    /** Another one than before tells that the mappings may have gone with it. */
    private void learnAddress(InetAddress told) {
        if (told instanceof Inet6Address || !AddressClass.of(told).isAssignable()) {
            return;
        }
        if (lastAddress.filter(each -> !each.equals(told)).isPresent()) {
            suspectLoss();
        }
        if (!externalAddress.equals(Optional.of(told))) {
            externalAddress = Optional.of(told);
            lastAddress = externalAddress;
            toldOverNatPmp = false;
        }
    }

    /**
     * Some servers say over NAT-PMP that they have none while they map over PCP, with a private
     * address: there only a mapping tells.
     */
    private boolean isWithoutAddress(Refused error) {
        return error.version() == PcpReply.PCP
                ? error.code() == PcpResult.NETWORK_FAILURE
                : error.code() == PcpResult.PMP_NETWORK_FAILURE
                        && (toldOverNatPmp || speaks != Speaks.PCP);
    }

    private void suspectLoss() {
        revision++;
        refusals.forget();
    }

    private void leaveAlone(long nanos) {
        speaks = Speaks.NEITHER;
        aloneUntil = nanos + LEFT_ALONE.toNanos();
    }
}
