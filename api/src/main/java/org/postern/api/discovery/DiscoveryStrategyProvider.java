package org.postern.api.discovery;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;

/**
 * Brings strategies to a plain Java program, found by {@link java.util.ServiceLoader}. In OSGi the
 * strategies are services and this type is not used.
 */
@ConsumerType
public interface DiscoveryStrategyProvider extends AutoCloseable {
    /**
     * The strategies, wired and ready.
     *
     * @return the same strategies on every call
     */
    List<DiscoveryStrategy> strategies();

    /** Ends the threads and frees the sockets of all strategies. */
    @Override
    void close();
}
