// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.mapping;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes mappings for a test, and remembers them until they are removed, whatever became of them.
 * Belongs to the thread that examines.
 */
public final class TestMappings {
    /** Longer than any examination, and the shortest that some gateways give. */
    static final Duration LEASE = Duration.ofSeconds(120);

    private final Gateway gateway;
    private final ParallelCalls calls;
    private final RandomGenerator random;
    private final List<MadeMapping> made = new ArrayList<>();

    public TestMappings(Gateway gateway, ParallelCalls calls, RandomGenerator random) {
        this.gateway = gateway;
        this.calls = calls;
        this.random = random;
    }

    /**
     * Asks for a mapping to this machine. One without an end is better than none for a gateway that
     * takes no lease: it is removed like the others.
     *
     * @param key at which nothing of others is
     * @param internalPort of this machine
     * @param controlProtocol over which alone; empty for any
     * @param limit for the answer
     */
    MadeMapping open(PortKey key, int internalPort, String controlProtocol, TimeLimit limit)
            throws InterruptedException {
        MappingRequest request =
                MappingRequest.of(List.of(key.protocol()), key.externalPort())
                        .internalPort(internalPort)
                        .description(TestName.next(random))
                        .lease(LEASE)
                        .controlProtocol(controlProtocol);
        MadeMapping first = open(request, limit);
        boolean takesNoLease =
                first.failure().filter(each -> each.reason() == Reason.LEASE_REFUSED).isPresent();
        return takesNoLease && gateway.capabilities().contains(Capability.PERMANENT_LEASE)
                ? open(request.permanent(), limit)
                : first;
    }

    private MadeMapping open(MappingRequest request, TimeLimit limit) throws InterruptedException {
        MadeMapping mapping = new MadeMapping(request, calls.start(() -> gateway.map(request)));
        // Before anything can go wrong: it has to be removed.
        made.add(mapping);
        mapping.await(limit);
        return mapping;
    }

    /** Those that may still stand. */
    public List<MadeMapping> remaining() {
        return made.stream().filter(each -> !each.isRemoved()).toList();
    }
}
