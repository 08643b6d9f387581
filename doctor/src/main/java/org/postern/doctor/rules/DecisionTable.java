// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.Cause;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.verdict.Judgement;
import org.postern.doctor.verdict.Measurement;
import org.postern.doctor.verdict.Verdict;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules in order, from this machine outwards: the first that holds names the cause. Where one
 * before it could not be ruled out, because something was not measured, nothing is called sure.
 */
public final class DecisionTable {
    private static final List<Rule> RULES = rules();

    private DecisionTable() {}

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(HostRules.RULES);
        List<Rule> unread = new ArrayList<>();
        unread.add(NetworkRules.localNetworkCut());
        unread.addAll(SearchRules.ANSWERS);
        unread.addAll(NetworkRules.REACHING);
        unread.addAll(SearchRules.UNHEARD);
        unread.addAll(NetworkRules.CONTAINERS);
        unread.addAll(SwitchedOffRules.SURE);
        unread.addAll(SearchRules.OTHERS);
        unread.addAll(SwitchedOffRules.UNSURE);
        unread.add(Rule.of("unknown", situation -> Optional.of(Verdict.unsure(Cause.UNKNOWN))));
        unread.forEach(each -> rules.add(each.where(situation -> !situation.gatewayRead())));

        // Somebody outside came through: whatever else looks odd does not matter.
        rules.addAll(unlessProvenOpen(RouteRules.RULES));
        rules.addAll(SpeedRules.UNASKED);
        rules.addAll(unlessProvenOpen(InternetRules.RULES));
        // But other calls do not find a router that is slow.
        rules.addAll(SpeedRules.RULES);

        rules.addAll(PortMappingRules.RULES);
        rules.addAll(ProgramRules.RULES);
        rules.addAll(OutsideRules.RULES);
        rules.addAll(OpenRules.RULES);
        return List.copyOf(rules);
    }

    private static List<Rule> unlessProvenOpen(List<Rule> rules) {
        return rules.stream()
                .map(each -> each.where(situation -> !situation.provenOpen()))
                .toList();
    }

    /**
     * Whether evidence without the port's would come to something else with it.
     *
     * @param evidence all that was seen but the port
     * @return false where an earlier layer failed
     */
    public static boolean isPortDecisive(Evidence evidence) {
        return judge(evidence).rule().equals(OpenRules.NOT_EXAMINED);
    }

    /**
     * Judges.
     *
     * @param evidence all that was seen
     * @return the first rule that holds, and what else was met
     */
    public static Judgement judge(Evidence evidence) {
        Situation situation = new Situation(evidence);
        Set<Measurement> missing = EnumSet.noneOf(Measurement.class);
        for (Rule rule : RULES) {
            Optional<Verdict> verdict = rule.verdict(situation);
            if (verdict.isPresent()) {
                Verdict said = missing.isEmpty() ? verdict.get() : verdict.get().capped();
                return new Judgement(rule.name(), said, Findings.of(situation, said, missing));
            }
            rule.missing(situation).ifPresent(missing::add);
        }
        throw new IllegalStateException("The last rule holds always.");
    }
}
