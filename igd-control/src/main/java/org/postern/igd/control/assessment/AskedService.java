// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.soap.SoapService;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A WAN service that is being asked. Confined to the loop's thread.
 */
final class AskedService {
    private final AssessmentFactory factory;
    private final ServiceDescription service;
    private final SoapService soap;
    private final WanInquiry inquiry;
    private Optional<ServiceStanding> standing = Optional.empty();

    /** Starts asking. */
    AskedService(AssessmentFactory factory, ServiceDescription service, Duration timeout) {
        this.factory = factory;
        this.service = service;
        this.soap = factory.soap(service);
        this.inquiry = WanInquiry.start(soap, timeout);
    }

    /** Ends when it has answered both questions, or did not; on any thread. */
    CompletableFuture<WanAnswers> answers() {
        return inquiry.answers();
    }

    void settle(WanAnswers answers) {
        standing = Optional.of(ServiceStanding.of(answers));
    }

    /** Empty until it is settled. */
    Optional<ServiceStanding> standing() {
        return standing;
    }

    boolean isSettled() {
        return standing.isPresent();
    }

    boolean isValid() {
        return standing.isPresent() && standing.get().standing().valid();
    }

    /** By what it has answered until now. */
    ServiceStanding standingSoFar() {
        return standing.isPresent() ? standing.get() : ServiceStanding.of(inquiry.soFar());
    }

    ServiceDescription service() {
        return service;
    }

    /** The device as it is controlled by this service. */
    Assessment assessment(
            ServiceStanding known, List<ServiceDescription> services, List<String> otherServices) {
        return factory.assessment(service, soap, known, services, otherServices);
    }

    /** What became of it, for people. */
    String summary() {
        String path = service.controlUrl().map(URI::getPath).orElse("");
        String said = standing.map(ServiceStanding::explanation).orElse("It had not answered.");
        return service.serviceType() + " at " + path + ": " + said;
    }

    void cancel() {
        inquiry.cancel();
    }
}
