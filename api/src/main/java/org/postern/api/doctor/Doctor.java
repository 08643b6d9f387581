// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.internal.services.ServiceProviders;

import java.util.Optional;

/**
 * Examines why a port cannot be opened or reached. A service in OSGi; in plain Java {@link
 * #create()} makes one.
 *
 * <p>May be called from any thread, by several at once. Changes nothing for good: a mapping that is
 * made for a test ends after two minutes, and is removed before the call ends, also when its thread
 * is interrupted. Sends nothing beyond the user's own routers, unless the request names a host.
 */
@ProviderType
public interface Doctor extends AutoCloseable {
    /**
     * Makes a doctor in plain Java, with threads of its own until it is closed.
     *
     * @return a doctor that has not examined anything yet
     * @throws IllegalStateException when no provider is on the class or module path; in OSGi take
     *     the service instead
     */
    static Doctor create() {
        Optional<Doctor> doctor = ServiceProviders.first(Doctor.class);
        if (doctor.isEmpty()) {
            throw new IllegalStateException(
                    "No provider of "
                            + Doctor.class.getName()
                            + " found: put org.postern.doctor on the path, or take the Doctor"
                            + " service in OSGi.");
        }
        return doctor.get();
    }

    /**
     * Examines, and names one cause. Blocks 20 seconds at most, and about one second where all is
     * well.
     *
     * @param request checked first
     * @param listener told what is looked at
     * @return the cause, and what to do next
     * @throws GatewayException {@link Reason#INVALID_ARGUMENT} or {@link Reason#INVALID_PORT} for a
     *     bad request; what the network does wrong is no failure but a diagnosis
     * @throws InterruptedException when the calling thread is interrupted; a mapping of a test is
     *     removed all the same
     */
    Diagnosis diagnose(DiagnosisRequest request, DiagnosisListener listener)
            throws GatewayException, InterruptedException;

    /** Ends the threads of a doctor that was made in plain Java. An OSGi service ignores it. */
    @Override
    void close();
}
