// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.RouterPlace;
import org.postern.igd.control.assessment.WantedGateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reports each device as a candidate for a gateway: as soon as one of its services is valid, and
 * again when more is known.
 */
final class CandidateReport implements SearchObserver {
    private record Reported(String id, Assessment device) {}

    private final WantedGateway wanted;
    private final CandidateListener listener;
    private final List<Assessment> assessed = new ArrayList<>();
    private final Map<RouterPlace, Reported> reported = new HashMap<>();

    CandidateReport(WantedGateway wanted, CandidateListener listener) {
        this.wanted = wanted;
        this.listener = listener;
    }

    static Candidate candidate(Assessment device, WantedGateway wanted) {
        return candidate(device, device.location().url().toString(), wanted);
    }

    private static Candidate candidate(Assessment device, String id, WantedGateway wanted) {
        String url = device.location().url().toString();
        return new Candidate(
                id,
                device.shownName() + ", " + url,
                device.isUsable() ? device.gateway() : Optional.empty(),
                device.standing(),
                device.isLastResort() && wanted.any(),
                wanted.is(device),
                device.explanation(),
                device.warnings(),
                device.otherServices());
    }

    @Override
    public void onProgress(Assessment gateway) {
        report(gateway);
    }

    @Override
    public void onAssessed(DeviceAnswers device) {
        Assessment assessment = device.assessment();
        assessed.add(assessment);
        report(assessment);
    }

    /** Of several descriptions of one router the best, under the name of the first. */
    private void report(Assessment device) {
        String url = device.location().url().toString();
        Optional<RouterPlace> place = device.place();
        if (place.isEmpty() || !wanted.is(device)) {
            listener.found(candidate(device, wanted));
            return;
        }
        Reported before = reported.get(place.get());
        boolean another = before != null && !before.device().location().equals(device.location());
        if (before == null || !another || isBetter(device, before.device())) {
            String id = before == null ? url : before.id();
            reported.put(place.get(), new Reported(id, device));
            listener.found(candidate(device, id, wanted));
        }
    }

    @Override
    public boolean waitsForGateway() {
        return true;
    }

    @Override
    public boolean isGatewayMissing(List<DeviceAnswers> passing) {
        return assessed.stream().noneMatch(this::isValid)
                && passing.stream().map(DeviceAnswers::assessment).noneMatch(this::isValid);
    }

    /** Of descriptions that are equally good, the later version is better. */
    private static boolean isBetter(Assessment one, Assessment other) {
        int order = DeviceAnswers.compare(one, other);
        return order < 0 || order == 0 && serviceType(one).compareTo(serviceType(other)) > 0;
    }

    private static String serviceType(Assessment device) {
        return device.wan().isPresent() ? device.wan().get().service().serviceType() : "";
    }

    private boolean isValid(Assessment device) {
        return device.isValid() && wanted.is(device);
    }

    @Override
    public void onTimeout(List<DeviceAnswers> passing, List<String> refused) {
        List<Assessment> devices = passing.stream().map(DeviceAnswers::assessment).toList();
        // A device that is still being assessed counts by what is known of it.
        devices.forEach(this::report);
        boolean any = devices.stream().anyMatch(each -> each.isUsable() && wanted.is(each));
        listener.ended(
                any
                        ? Optional.empty()
                        : Optional.of(SearchFailures.noneValid(wanted, devices, refused)));
    }

    @Override
    public void onNothing(GatewayException reason) {
        boolean any = assessed.stream().anyMatch(this::isValid);
        listener.ended(any ? Optional.empty() : Optional.of(reason));
    }
}
