// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.mapping;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.port.listening.OwnPort;
import org.postern.doctor.port.listening.OwnPorts;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Tries whether a gateway takes a mapping of a port, without harm to one that may be there. Belongs to
 * the thread that examines.
 */
public final class MappingProbe {
    private static final String UPNP = "upnp";
    private static final String PCP = "pcp";
    private static final String NAT_PMP = "nat-pmp";

    /** Of many thousand numbers one that is taken is met once at most. */
    private static final int SPARES = 2;

    private final Gateway gateway;
    private final TestMappings mappings;
    private final MappingRemoval removal;
    private final OwnPorts ports;
    private final ParallelCalls calls;
    private final TimeLimit limit;
    private Optional<MadeMapping> here = Optional.empty();
    private Optional<MadeMapping> elsewhere = Optional.empty();
    private boolean mapped;

    /** Tries nothing yet. */
    public MappingProbe(
            Gateway gateway,
            TestMappings mappings,
            MappingRemoval removal,
            OwnPorts ports,
            ParallelCalls calls,
            TimeLimit limit) {
        this.gateway = gateway;
        this.mappings = mappings;
        this.removal = removal;
        this.ports = ports;
        this.calls = calls;
        this.limit = limit;
    }

    /**
     * Tries. A mapping of UPnP takes the place of one that leads to the same machine, so that nothing
     * is tried at a port where that could not be seen. Over PCP and NAT-PMP, a request from another
     * internal port harms no mapping (RFC 6887 section 11.3, RFC 6886 section 3.3).
     *
     * @param key at which no mapping was seen
     * @param internalPort that it is to lead to
     * @param free whether there is none: the gateway would have shown it
     * @param forHelper whether a helper is to try the port
     */
    public void run(PortKey key, int internalPort, boolean free, boolean forHelper)
            throws InterruptedException {
        List<String> protocols = gateway.info().controlProtocols();
        boolean pcp = protocols.contains(PCP);
        boolean tried = free || pcp || protocols.contains(NAT_PMP);
        if (free) {
            MadeMapping made = mappings.open(key, internalPort, "", limit);
            mapped = made.isOpen();
            here = Optional.of(explained(made, internalPort, protocols));
        } else if (tried) {
            here = toSparePort(key, pcp ? PCP : NAT_PMP);
            if (forHelper && pcp && here.filter(MadeMapping::isOpen).isPresent()) {
                lead(key, internalPort, here.get());
            }
        }
        if (!tried || here.filter(MappingProbe::isAboutPort).isPresent()) {
            elsewhere = openSpare(key.protocol());
        }
    }

    /**
     * PCP says of a port that is not permitted what it says of one that is taken (RFC 6887 section
     * 7.4, CANNOT_PROVIDE_EXTERNAL). UPnP, which was asked before, may know better.
     */
    private MadeMapping explained(MadeMapping made, int internalPort, List<String> protocols)
            throws InterruptedException {
        boolean ambiguous = protocols.size() > 1 && isConflict(made);
        if (!ambiguous || !protocols.contains(UPNP)) {
            return made;
        }
        MadeMapping again = mappings.open(made.key(), internalPort, UPNP, limit);
        mapped = again.isOpen();
        return mapped || isAboutPort(again) && !isConflict(again) ? again : made;
    }

    private static boolean isConflict(MadeMapping mapping) {
        return mapping.failure().filter(GatewayException::isConflict).isPresent();
    }

    /**
     * Lets a port that was free lead to the program. Not over NAT-PMP, where the mapping of another
     * program to the same internal port would be deleted with it (RFC 6886 section 3.4).
     */
    private void lead(PortKey key, int internalPort, MadeMapping spare)
            throws InterruptedException {
        removal.remove(List.of(spare), limit);
        MadeMapping made = mappings.open(key, internalPort, PCP, limit);
        mapped = made.isOpen();
        if (mapped) {
            here = Optional.of(made);
        }
    }

    /** Whether the gateway may take another port, where it did not take this one. */
    private static boolean isAboutPort(MadeMapping mapping) {
        return mapping.failure()
                .filter(each -> !each.isUnanswered() && each.reason() != Reason.NO_RESOURCES)
                .isPresent();
    }

    /** From the port, to a port of this machine that no program uses. */
    private Optional<MadeMapping> toSparePort(PortKey key, String protocol)
            throws InterruptedException {
        Optional<OwnPort> own = ports.spare(key.protocol(), local());
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(mappings.open(key, own.get().number(), protocol, limit));
    }

    /**
     * Opens another port, which leads to a listener of our own with the same number: some routers map
     * no other (quirk A18). Empty where there is none to be had.
     */
    public Optional<MadeMapping> openSpare(Protocol protocol) throws InterruptedException {
        for (int i = 0; i < SPARES && !limit.isOver(); i++) {
            Optional<OwnPort> own = ports.spare(protocol, local());
            if (own.isEmpty()) {
                return Optional.empty();
            }
            PortKey key = new PortKey(protocol, own.get().number());
            if (!isSeen(key)) {
                return Optional.of(mappings.open(key, key.externalPort(), "", limit));
            }
        }
        return Optional.empty();
    }

    /** What cannot be seen is no program's that runs now: the number is free on this machine. */
    private boolean isSeen(PortKey key) throws InterruptedException {
        try {
            return calls.ask(() -> SeenPort.look(gateway, key), limit).mapping().isPresent();
        } catch (GatewayException e) {
            return false;
        }
    }

    private InetAddress local() {
        return gateway.info().localAddress();
    }

    /** At the port itself. */
    public TestMapping here() {
        return evidence(here);
    }

    /** At another port, where the first was refused. */
    public TestMapping elsewhere() {
        return evidence(elsewhere);
    }

    private static TestMapping evidence(Optional<MadeMapping> made) {
        return made.map(MadeMapping::evidence).orElse(TestMapping.NOT_TRIED);
    }

    /** Whether the port leads to the internal port now. */
    public boolean isMapped() {
        return mapped;
    }
}
